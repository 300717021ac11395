import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import './tabs.css';

interface Props<T extends string> {
  readonly label: string;
  readonly selected: T;
  readonly onSelect: (tab: T) => void;
  readonly tabs: readonly { readonly id: T; readonly label: ReactNode; readonly content: ReactNode }[];
  readonly vertical?: boolean;
}

export function Tabs<T extends string>({ label, selected, onSelect, tabs, vertical = false }: Props<T>) {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab !== undefined) onSelect(tab.id);
      }}
      orientation={vertical ? 'vertical' : 'horizontal'}
    >
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
