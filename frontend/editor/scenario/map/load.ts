/** Fetches the map's script once; a second opening of the map finds it there. */
import type { WorkmentorMap } from "./WorkmentorMap";

declare global {
  interface Window {
    WorkmentorMap?: typeof WorkmentorMap;
  }
}

export function loadMap(url: string): Promise<typeof WorkmentorMap> {
  if (window.WorkmentorMap) return Promise.resolve(window.WorkmentorMap);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => {
      if (window.WorkmentorMap) resolve(window.WorkmentorMap);
      else reject(new Error(`${url} brought no map`));
    };
    script.onerror = () => reject(new Error(`${url} could not be loaded`));
    document.head.append(script);
  });
}
