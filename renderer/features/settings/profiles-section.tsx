import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileDoc } from '../../../main/contract/profile.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ProfileImport } from './profile-import.tsx';
import { Section } from './section.tsx';

/** The profiles of this station. */
export function ProfilesSection() {
  const { t } = useTranslation();
  const { data, error, isPending } = useAnswer('profiles.list', {});
  return (
    <Section title={t('settings.profiles.title')} lead={t('settings.profiles.lead')}>
      {isPending && <Skeleton lines={5} />}
      {error !== null && <ErrorBlock error={error} />}
      {data?.length === 0 && <p className="quiet">{t('settings.profiles.none')}</p>}
      {data?.map((profile) => (
        <ProfileItem key={profile.id} profile={profile} />
      ))}
      <Disclose label={t('settings.profiles.import')}>
        <ProfileImport />
      </Disclose>
    </Section>
  );
}

function ProfileItem({ profile }: { readonly profile: ProfileDoc }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const remove = useCall('profiles.delete', ['profiles.list']);
  return (
    <article className="setting-item">
      <div className="setting-item-head">
        <h3>{profile.title}</h3>
        <span className="mono small quiet">{profile.id}</span>
        <span className="chip">
          {profile.shipped ? t('settings.profiles.shipped') : t('settings.profiles.own')}
        </span>
      </div>
      <p className="quiet">{profile.description}</p>
      <Disclose label={t('settings.profiles.view')}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
        <pre className="source" tabIndex={0}>
          {profile.source}
        </pre>
        <CopyButton text={profile.source} />
      </Disclose>
      {!profile.shipped && (
        <div>
          <Button look="danger" small onPress={() => setAsking(true)}>
            {t('settings.profiles.delete')}
          </Button>
        </div>
      )}
      <Dialog
        title={t('settings.profiles.deleteTitle', { profile: profile.id })}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button
              look="danger"
              isPending={remove.isPending}
              onPress={() => remove.mutate({ profile: profile.id })}
            >
              {t('settings.profiles.delete')}
            </Button>
          </>
        }
      >
        <p>{t('settings.profiles.deleteLead')}</p>
        {remove.error !== null && <ErrorBlock error={remove.error} />}
      </Dialog>
    </article>
  );
}
