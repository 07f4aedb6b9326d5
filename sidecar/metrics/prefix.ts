/** Of every name of ours; those of process and Node.js keep the names that all programs share. */
export const PREFIX = 'nicenic_companion_';
