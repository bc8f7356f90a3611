/** Why a text is no schedule: a whole sentence. */
export class ScheduleProblem extends Error {}
