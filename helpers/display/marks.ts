/** How the state of a task is shown. */
export const marks = { right: "✓", wrong: "✗", open: "○" } as const;
