/** The map's tab: fetches the map when it is opened for the first time. */
import { t, useDesk, useEffect, useState } from "../../api";
import { loadMap } from "./load";
import type { WorkmentorMap } from "./WorkmentorMap";

export function MapTab() {
  const { opening } = useDesk();
  // An object around it: a component by itself would be taken for a function that makes the next state.
  const [map, setMap] = useState<{ Shown: typeof WorkmentorMap } | "loading" | "failed">("loading");
  useEffect(() => {
    let current = true;
    loadMap(opening.map_url ?? "").then(
      (Shown) => current && setMap({ Shown }),
      () => current && setMap("failed"),
    );
    return () => {
      current = false;
    };
  }, [opening.map_url]);
  if (map === "loading") return <p class="wme-empty">{t("The map is loading …")}</p>;
  if (map === "failed")
    return <p class="wme-empty">{t("The map could not be loaded. The outline shows the same ways.")}</p>;
  return <map.Shown />;
}
