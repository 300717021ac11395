import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type BenchTab, benchTabs, go } from '../frame/place.ts';
import { AkaBench } from './aka/aka-bench.tsx';
import { GlobalPlatformBench } from './globalplatform/globalplatform-bench.tsx';
import { OtaBench } from './ota/ota-bench.tsx';

const sections = { ota: OtaBench, globalplatform: GlobalPlatformBench, aka: AkaBench } as const;

/** For engineers: one channel or algorithm at a time, in the open. */
export function BenchPage({ tab }: { readonly tab: BenchTab }) {
  const { t } = useTranslation();
  return (
    <Page title={t('bench.title')}>
      <Tabs
        label={t('bench.tabs')}
        selected={tab}
        onSelect={(next) => go({ page: 'bench', tab: next })}
        tabs={benchTabs.map((id) => {
          const Section = sections[id];
          return { id, label: t(`bench.tab.${id}`), content: <Section /> };
        })}
      />
    </Page>
  );
}
