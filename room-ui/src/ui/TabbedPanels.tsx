/** Panels of which one is seen at a time, where there is no room for all. The arrow keys go from tab to tab. */
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import './tabs.css';

type PanelTab = { id: string; title: string; count?: number; content: ReactNode };

type TabbedPanelsProps = {
  label: string;
  panels: readonly PanelTab[];
  /** Which one is seen, where the page itself keeps it; else the tabs do. */
  selected?: string | undefined;
  onSelect?: (id: string) => void;
};

export function TabbedPanels({ label, panels, selected, onSelect }: TabbedPanelsProps) {
  const prefix = useId();
  const [tapped, setTapped] = useState('');
  const current = panels.find(({ id }) => id === (selected ?? tapped)) ?? panels[0];
  const select = (id: string) => {
    setTapped(id);
    onSelect?.(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextTab(panels, current, event.key);
    if (!next) return;
    event.preventDefault();
    select(next.id);
    document.getElementById(`${prefix}-tab-${next.id}`)?.focus();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tab-list">
        {panels.map(({ id, title, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${prefix}-tab-${id}`}
            className="tab"
            tabIndex={id === current?.id ? 0 : -1}
            aria-selected={id === current?.id}
            aria-controls={id === current?.id ? `${prefix}-panel-${id}` : undefined}
            data-testid={`tab-${id}`}
            onClick={() => select(id)}
            onKeyDown={onKeyDown}
          >
            {title}
            {count ? <span className="count">{count}</span> : null}
          </button>
        ))}
      </div>
      {current && (
        <Panel key={current.id} id={`${prefix}-panel-${current.id}`} tabId={`${prefix}-tab-${current.id}`}>
          {current.content}
        </Panel>
      )}
    </div>
  );
}

/** Takes the focus itself where nothing in it does, so that it can be read and scrolled by keyboard. */
function Panel({ id, tabId, children }: { id: string; tabId: string; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  const [isBare, setBare] = useState(false);
  // Before anything can be tapped: the next Tab may follow at once.
  useLayoutEffect(() => {
    const within = panel.current?.querySelector('button:enabled, a[href], input, select, textarea, [tabindex="0"]');
    setBare(!within);
  });
  return (
    <div
      ref={panel}
      role="tabpanel"
      id={id}
      aria-labelledby={tabId}
      className="tab-panel"
      tabIndex={isBare ? 0 : undefined}
    >
      {children}
    </div>
  );
}

function nextTab(panels: readonly PanelTab[], current: PanelTab | undefined, key: string): PanelTab | undefined {
  const index = current ? panels.indexOf(current) : -1;
  switch (key) {
    case 'ArrowRight':
      return panels[(index + 1) % panels.length];
    case 'ArrowLeft':
      return panels.at(index - 1);
    case 'Home':
      return panels[0];
    case 'End':
      return panels.at(-1);
    default:
      return undefined;
  }
}
