/** Buttons that put Markdown's signs; one stop of the Tab key, arrow keys inside. */
import { useRef, useState } from "preact/hooks";
import { useDesk } from "../shell/desk";
import { t } from "../shell/words";
import type { Mark } from "./markdown";

interface Tool {
  mark: Mark;
  sign: string;
  label: string;
}

const tools = (slots: boolean): Tool[] => [
  { mark: "bold", sign: "B", label: t("Bold") },
  { mark: "italic", sign: "I", label: t("Italic") },
  { mark: "list", sign: "•", label: t("List") },
  { mark: "numbers", sign: "1.", label: t("Numbered list") },
  { mark: "quote", sign: "”", label: t("Quotation") },
  { mark: "link", sign: t("Link"), label: t("Link") },
  ...(slots
    ? [
        { mark: { slot: "learner" }, sign: "{learner}", label: t("Put in the learner's name") },
        { mark: { slot: "company" }, sign: "{company}", label: t("Put in the company's name") },
        { mark: { slot: "mentor" }, sign: "{mentor}", label: t("Put in the mentor's name") },
      ]
    : []),
];

export function MarkdownToolbar({ label, onMark }: { label: string; onMark: (mark: Mark) => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const { kind } = useDesk();
  const all = tools(kind.slots);

  const keys = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -current, End: all.length - 1 - current }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const to = (current + step + all.length) % all.length;
    setCurrent(to);
    bar.current?.querySelectorAll("button")[to]?.focus();
  };
  return (
    <div class="wme-tools" role="toolbar" aria-label={label} ref={bar} onKeyDown={keys}>
      {all.map((tool, at) => (
        <button
          key={tool.sign}
          type="button"
          class="wme-tool"
          title={tool.label}
          tabIndex={at === current ? 0 : -1}
          onClick={() => onMark(tool.mark)}
        >
          <span aria-hidden="true">{tool.sign}</span>
          <span class="wme-hidden">{tool.label}</span>
        </button>
      ))}
    </div>
  );
}
