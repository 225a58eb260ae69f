import { useState } from "preact/hooks";
import { LiveRegion } from "../../ui/LiveRegion";
import { SoldOutPanel } from "../soldOut/SoldOutPanel";
import { BumpedStrip } from "../tickets/BumpedStrip";
import { Rail } from "../tickets/Rail";
import { AllDayPanel } from "./AllDayPanel";
import { Head } from "./Head";
import "./kitchen.css";
import { NoticeList } from "./NoticeList";
import { OfflineBanner } from "./OfflineBanner";
import type { PanelName } from "./panels";

/** What there is to cook. */
export function KitchenScreen() {
  const [panel, setPanel] = useState<PanelName | undefined>(undefined);
  const close = () => setPanel(undefined);
  return (
    <div class="kitchen">
      <div class="top">
        <Head onPanel={setPanel} />
        <OfflineBanner />
      </div>
      <Rail />
      <BumpedStrip />
      <NoticeList />
      {panel === "allDay" && <AllDayPanel onClose={close} />}
      {panel === "soldOut" && <SoldOutPanel onClose={close} />}
      <LiveRegion />
    </div>
  );
}
