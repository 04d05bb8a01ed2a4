/** Fetches the layout's bundle once; a second opening of the map finds it there. */
import type { Layout } from "./drawing";

declare global {
  interface Window {
    WorkmentorMap?: Layout;
  }
}

export function loadLayout(url: string): Promise<Layout> {
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
