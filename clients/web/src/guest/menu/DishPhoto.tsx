import { useState } from "preact/hooks";

/** Beside the dish's name, which says what it shows. Its place is kept while it loads. */
export function DishPhoto(props: { url: string; class: string; eager?: boolean }) {
  const [broken, setBroken] = useState(false);
  if (props.url === "" || broken) return null;
  return (
    <img
      class={props.class}
      src={props.url}
      alt=""
      width={400}
      height={400}
      loading={props.eager ? "eager" : "lazy"}
      decoding="async"
      onError={() => setBroken(true)}
    />
  );
}
