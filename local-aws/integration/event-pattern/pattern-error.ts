/** Why a text is no event pattern; the message is AWS's reason, without the place in the text. */
export class PatternError extends Error {}
