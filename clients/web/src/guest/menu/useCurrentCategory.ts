import { useEffect, useState } from "preact/hooks";

/** Where a category counts as being read: a little below the tabs. */
const READING_LINE_PX = 160;

/** The id of the category that is being read, following the scroll. */
export function useCurrentCategory(ids: readonly string[]): string {
  const [current, setCurrent] = useState(ids[0] ?? "");
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      setCurrent(readAt(ids) ?? ids[0] ?? "");
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    addEventListener("scroll", soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", soon);
    };
  }, [ids.join(" ")]);
  return current;
}

function readAt(ids: readonly string[]): string | undefined {
  const page = document.documentElement;
  const atEnd = page.scrollTop > 0 && page.scrollTop + innerHeight >= page.scrollHeight - 2;
  if (atEnd) return ids.at(-1);
  return ids.findLast((id) => {
    const top = document.getElementById(sectionId(id))?.getBoundingClientRect().top;
    return top !== undefined && top <= READING_LINE_PX;
  });
}

export function sectionId(categoryId: string): string {
  return `category-${categoryId}`;
}
