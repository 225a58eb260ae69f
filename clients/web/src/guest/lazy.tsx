import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";

type Loaded<Props> = ComponentType<Props> | "loading" | "failed";

/**
 * A part of the page whose script comes when it is first shown: whoever only reads the menu never
 * loads it. `waiting` is shown meanwhile, and gets a way to try again if nothing came.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType<{ failed: boolean; retry(): void; children?: ComponentChildren }>,
): ComponentType<Props> {
  const loaded: Signal<Loaded<Props> | undefined> = signal(undefined);
  const begin = () => {
    loaded.value = "loading";
    load().then(
      (component) => {
        loaded.value = component;
      },
      () => {
        loaded.value = "failed";
      },
    );
  };
  return function Lazy(props: Props) {
    if (loaded.value === undefined) begin();
    const Part = loaded.value;
    if (typeof Part === "function") return <Part {...props} />;
    return <Waiting failed={Part === "failed"} retry={begin} />;
  };
}
