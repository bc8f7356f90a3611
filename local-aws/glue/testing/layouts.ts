import { csvLayouts } from "./csv-layouts";
import { foldersLayouts } from "./folders-layouts";
import { formatsLayouts } from "./formats-layouts";
import { jsonLayouts } from "./json-layouts";
import type { Layout } from "./layout";

/** The corpus of folders that the crawler must understand. */
export const layouts: readonly Layout[] = [...foldersLayouts, ...csvLayouts, ...jsonLayouts, ...formatsLayouts];
