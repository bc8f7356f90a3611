import type { Workshop } from "./engine/workshop";
import { workshop as lake } from "./lake/workshop";
import { workshop as quality } from "./quality/workshop";
import { workshop as retail } from "./retail/workshop";

/** All workshops, in the order in which they are best taken. Where no slug is given, the first one is meant. */
export const workshops: readonly [Workshop, ...Workshop[]] = [quality, lake, retail];
