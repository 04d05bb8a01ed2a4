/**
 * The server's page in a frame of its own: Studio's styles don't reach in, and nothing in it runs,
 * sends a form or leads away. (Same origin only so that pictures load and its height can be read.)
 */
import { useRef, useState } from "../api";

interface Props {
  html: string;
  lang: string;
  title: string;
}

/** The learners' style sheets are on Studio's page too, all blocks' and the block's; their addresses may carry a hash. */
function styles(): string {
  const ours = 'link[rel="stylesheet"][href*="/workmentor/"]:not([href*="/workmentor/editor"])';
  const links = document.querySelectorAll<HTMLLinkElement>(ours);
  return Array.from(links, (link) => `<link rel="stylesheet" href="${attribute(link.href)}">`).join("");
}

const attribute = (text: string): string => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

export function PreviewFrame({ html, lang, title }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(320);
  const page = `<!doctype html><html lang="${attribute(lang)}"><head><meta charset="utf-8"><base target="_blank">${styles()}</head><body><div class="wm"><div data-wm-part="page">${html}</div></div></body></html>`;
  const measure = () => {
    const body = frame.current?.contentDocument?.documentElement;
    if (body) setHeight(Math.max(160, body.scrollHeight + 2));
  };
  return (
    <iframe
      ref={frame}
      class="wme-preview"
      title={title}
      sandbox="allow-same-origin"
      srcdoc={page}
      style={{ height: `${height}px` }}
      onLoad={measure}
    />
  );
}
