/** The tabs; arrow keys go from one to the next, as the ARIA pattern for tabs says. */
import { useRef } from "preact/hooks";

export interface TabItem {
  name: string;
  label: string;
}

interface Props {
  tabs: readonly TabItem[];
  current: string;
  label: string;
  /** Ids of tab and panel begin with it, so that several editors can stand on a page. */
  prefix: string;
  onGo: (name: string) => void;
}

export function TabBar({ tabs, current, label, prefix, onGo }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const keys = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.name === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const turned = (to + tabs.length) % tabs.length;
    const tab = tabs[turned];
    if (!tab) return;
    onGo(tab.name);
    bar.current?.querySelectorAll("button")[turned]?.focus();
  };
  return (
    <div class="wme-tabs" role="tablist" aria-label={label} ref={bar} onKeyDown={keys}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          class="wme-tab"
          id={`${prefix}-tab-${tab.name}`}
          aria-selected={tab.name === current}
          aria-controls={tab.name === current ? `${prefix}-panel` : undefined}
          tabIndex={tab.name === current ? 0 : -1}
          onClick={() => onGo(tab.name)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
