import { Icon } from "../../ui/Icon";
import { useKitchen } from "../context";

/** What did not go as tapped. Said aloud by the live region. */
export function NoticeList() {
  const { notices } = useKitchen();
  return (
    <ul class="notices">
      {notices.all.value.map(({ id, text }) => (
        <li key={id} class="notices__one">
          <p>{text}</p>
          <button
            type="button"
            class="key key--small"
            aria-label="Dismiss"
            onClick={() => notices.dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
