const PATHS = {
  back: "M14.5 5 8 12l6.5 7",
  check: "m4.5 12.5 5 5 10-11",
  chevron: "m9 5.5 6.5 6.5L9 18.5",
  close: "m5.5 5.5 13 13m0-13-13 13",
  filter: "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5",
  minus: "M5 12h14",
  plus: "M5 12h14M12 5v14",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm4.8 11.3L20.5 20.5",
  receipt: "M6 3.5v17l2-1.3 2 1.3 2-1.3 2 1.3 2-1.3 2 1.3v-17H6Zm3.5 5h5m-5 4h5",
  sound: "M4 9.5v5h3.5L12 19V5L7.5 9.5H4Zm11.5-1a5 5 0 0 1 0 7m2.5-9.5a8.5 8.5 0 0 1 0 12",
  mute: "M4 9.5v5h3.5L12 19V5L7.5 9.5H4Zm11.5.5 5 5m0-5-5 5",
  warning: "M12 4 2.8 20h18.4L12 4Zm0 6v4.5m0 2.4v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** Only ever beside words or inside something that has a name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
