import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";
import { LiveRegion } from "./LiveRegion";
import "./sheet.css";

/** When the last sheet went away, in milliseconds of the page's clock. */
let leftAt = Number.NEGATIVE_INFINITY;
/** A sheet that takes another's place so soon does not rise once more. */
const SAME_PLACE_MS = 120;

/**
 * Something that lies over the page: a sheet from below on a phone, a panel in the middle where
 * there is room. The browser's own dialog traps the focus, gives it back, and hears Esc.
 */
export function Sheet(props: {
  /** Its name for a screen reader. */
  label: string;
  onClose(): void;
  /** Its heading: stays at the upper edge, beside the close button. */
  title: string;
  /** Stays below the heading. */
  tools?: ComponentChildren;
  /** Stays at the lower edge, in reach of the thumb. */
  footer?: ComponentChildren;
  kind?: "sheet" | "wide";
  children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const inPlace = useRef(performance.now() - leftAt < SAME_PLACE_MS).current;
  useLayoutEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
    return () => {
      dialog?.close();
      leftAt = performance.now();
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    props.onClose();
  };
  const outside = (event: MouseEvent) => {
    if (event.target === ref.current) props.onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc and the close button do what this does
    <dialog
      ref={ref}
      class={`sheet sheet--${props.kind ?? "sheet"}`}
      data-in-place={inPlace}
      aria-label={props.label}
      onCancel={cancel}
      onClick={outside}
    >
      <div class="sheet__body">
        <div class="sheet__head">
          <h2 class="sheet__title" tabIndex={-1} data-focus>
            {props.title}
          </h2>
          <button type="button" class="sheet__close" aria-label="Close" onClick={props.onClose}>
            <Icon name="close" />
          </button>
          {props.tools && <div class="sheet__tools">{props.tools}</div>}
        </div>
        <div class="sheet__scroll">{props.children}</div>
        {props.footer && <div class="sheet__footer">{props.footer}</div>}
      </div>
      <LiveRegion />
    </dialog>
  );
}
