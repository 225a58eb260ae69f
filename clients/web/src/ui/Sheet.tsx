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
  /**
   * Somebody else's script lays something over this sheet: Stripe its bank's question. The browser's
   * top layer would hide that and make it deaf, so the sheet stays below it.
   */
  beneath?: boolean;
  children: ComponentChildren;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const inPlace = useRef(performance.now() - leftAt < SAME_PLACE_MS).current;
  useLayoutEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    const release = dialog && (props.beneath ? showAlone(dialog) : showOnTop(dialog));
    dialog?.querySelector<HTMLElement>("[data-focus]")?.focus({ preventScroll: true });
    return () => {
      release?.();
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
  const onKey = (event: KeyboardEvent) => {
    if (props.beneath && event.key === "Escape") props.onClose();
  };
  return (
    <dialog
      ref={ref}
      class={`sheet sheet--${props.kind ?? "sheet"}`}
      data-beneath={props.beneath}
      data-in-place={inPlace}
      aria-label={props.label}
      onCancel={cancel}
      onClick={outside}
      onKeyDown={onKey}
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

function showOnTop(dialog: HTMLDialogElement): () => void {
  dialog.showModal();
  return () => {};
}

/** Without the top layer: what lies beside the sheet is put to sleep by hand. */
function showAlone(dialog: HTMLDialogElement): () => void {
  dialog.show();
  const others = [...(dialog.parentElement?.children ?? [])].filter((one) => one !== dialog);
  const asleep = others.filter((one) => one instanceof HTMLElement && !one.inert) as HTMLElement[];
  for (const one of asleep) one.inert = true;
  return () => {
    for (const one of asleep) one.inert = false;
  };
}
