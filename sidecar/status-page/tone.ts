/** How a state looks. Each tone has a colour, an icon and always words beside them. */
export const TONES = ['good', 'bad', 'waiting', 'unknown'] as const;

export type Tone = (typeof TONES)[number];
