import { type DescMessage, fromBinary, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";

const PREFIX = "h2o.";

/**
 * What is kept in this browser. Storage may be missing, full or switched off (private windows):
 * everything works without it, only a reload forgets.
 */
export function load<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Keeps a value that JSON can hold; undefined forgets it. */
export function save(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Full or forbidden.
  }
}

export function loadMessage<D extends DescMessage>(
  key: string,
  schema: D,
): MessageShape<D> | undefined {
  const text = load<string>(key);
  if (text === undefined) return undefined;
  try {
    return fromBinary(schema, base64Decode(text));
  } catch {
    return undefined;
  }
}

export function saveMessage<D extends DescMessage>(
  key: string,
  schema: D,
  message: MessageShape<D>,
): void {
  save(key, base64Encode(toBinary(schema, message)));
}
