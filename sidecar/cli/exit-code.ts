/** Exit codes of every command (design.md section 4.5). */
export const EXIT = { healthy: 0, problem: 1, couldNotRun: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
