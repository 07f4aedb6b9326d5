/**
 * The value at a place such as `lock.state` inside an answer's `data`; undefined when there is none. An array of one
 * stands for its element, because the documentation leaves that open (nicenic-api-v2.md section 4).
 */
export function valueAt(data: unknown, place: string | undefined): unknown {
  const keys = place === undefined ? [] : place.split('.');
  return keys.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return onlyElement((value as Readonly<Record<string, unknown>>)[key]);
  }, onlyElement(data));
}

/** A number or truth value as the text that people write for it; null for what is no single value, or empty. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** `data.lock.state`, for messages. */
export function nameOfPlace(place: string | undefined): string {
  return place === undefined ? 'data' : `data.${place}`;
}

function onlyElement(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
}
