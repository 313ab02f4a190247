/** Panels of which one is seen at a time, where there is no room for all. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import './tabs.css';

type PanelTab = { id: string; title: string; count?: number; content: ReactNode };

export function TabbedPanels({ label, panels }: { label: string; panels: readonly PanelTab[] }) {
  return (
    <Tabs className="tabs">
      <TabList aria-label={label} className="tab-list">
        {panels.map(({ id, title, count }) => (
          <Tab key={id} id={id} className="tab" data-testid={`tab-${id}`}>
            {title}
            {count ? <span className="count">{count}</span> : null}
          </Tab>
        ))}
      </TabList>
      {panels.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
