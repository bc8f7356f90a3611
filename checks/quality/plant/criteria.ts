export interface Criterion {
  readonly defect: string;
  readonly max_area_px: number;
  readonly max_length_mm: number;
  readonly severity: string;
}

export interface Criteria {
  readonly pixel_size_mm: number;
  readonly criteria: readonly Criterion[];
}

/** The criteria that the plant sends: `Rust` is missing. */
export const givenCriteria: Criteria = {
  pixel_size_mm: 0.25,
  criteria: [
    { defect: "Scratch", max_area_px: 800, max_length_mm: 30, severity: "major" },
    { defect: "Dent", max_area_px: 500, max_length_mm: 15, severity: "major" },
    { defect: "Stain", max_area_px: 900, max_length_mm: 20, severity: "minor" },
    { defect: "Pinhole", max_area_px: 40, max_length_mm: 5, severity: "critical" },
  ],
};

/** What task 4.1 adds. */
export const rust = { defect: "Rust", max_area_px: 60, max_length_mm: 12, severity: "blocker" } as const;

export const fullCriteria: Criteria = { ...givenCriteria, criteria: [...givenCriteria.criteria, rust] };

/**
 * The criteria of fresh data: another pixel size, other defects, limits and severities than the plant's, so that a script that has them
 * written into it is found out.
 */
export const freshCriteria: Criteria = {
  pixel_size_mm: 0.125,
  criteria: fullCriteria.criteria.map((one, index) => ({
    defect: ["Burr", "Crack", "Blister", "Pit", "Scale"][index] ?? "",
    max_area_px: Math.round(one.max_area_px * 0.6),
    max_length_mm: one.max_length_mm - 1.25,
    severity: `fresh ${one.severity}`,
  })),
};
