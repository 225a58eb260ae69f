import { useEffect } from "preact/hooks";
import { LiveRegion } from "../../ui/LiveRegion";
import { wide } from "../../ui/wide";
import { useVisit } from "../context";
import { Masthead } from "../menu/Masthead";
import { MenuList } from "../menu/MenuList";
import { MenuTools } from "../menu/MenuTools";
import { route } from "../route";
import { Aside } from "./Aside";
import { BottomBar } from "./BottomBar";
import { OfflineNote } from "./OfflineNote";
import { Overlay } from "./Overlay";
import "./menuScreen.css";

/** The menu, with the order beside it or below it. */
export function MenuScreen() {
  const { quote } = useVisit();
  const isWide = wide.value;
  const lookingAtBasket = isWide || route.value.name === "basket";
  useEffect(() => {
    quote.wanted.value = lookingAtBasket;
  }, [lookingAtBasket]);
  return (
    <>
      <OfflineNote />
      <div class="page page--menu">
        <a class="skip" href="#menu">
          Skip to the dishes
        </a>
        <div class="page__menu">
          <Masthead />
          <MenuTools />
          <MenuList />
        </div>
        {isWide ? <Aside /> : <BottomBar />}
        <Overlay />
        <LiveRegion />
      </div>
    </>
  );
}
