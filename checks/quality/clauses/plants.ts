import type { PlantFiles } from "../layout";
import { freshCriteria, fullCriteria } from "../plant/criteria";
import { freshWorld, plantFiles } from "../plant/plant";
import { type Truth, truthOf } from "../truth";

/** A plant's files and what should come out of them. */
export interface Plant {
  readonly files: PlantFiles;
  readonly truth: Truth;
}

const known = new Map<string, Plant>();

/** The plant of the exercises as another seed makes it. */
export function plantOf(seed: number): Plant {
  return once(`${seed}`, () => {
    const files = plantFiles(seed);
    return { files, truth: truthOf(files, fullCriteria) };
  });
}

/** The fresh data of a seed. */
export function freshPlantOf(seed: number, isEarlier: boolean): Plant {
  return once(`${seed} ${isEarlier}`, () => {
    const files = plantFiles(seed, freshWorld(seed, isEarlier));
    return { files, truth: truthOf(files, freshCriteria) };
  });
}

function once(name: string, make: () => Plant): Plant {
  const plant = known.get(name) ?? make();
  known.set(name, plant);
  return plant;
}
