import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GbaReadinessDoc } from '../../../main/contract/gba.ts';
import { formatSpan, maskSubscriber } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SignMark, type SignState } from '../../ui/sign.tsx';
import { Term } from '../../ui/term.tsx';
import { Tries } from '../../ui/tries.tsx';
import { useNow } from '../../ui/use-now.ts';
import { usePersonal } from '../cards/subscriber.tsx';
import './facts.css';

interface FactProps {
  readonly state: SignState;
  readonly name: ReactNode;
  readonly children: ReactNode;
  readonly help?: ReactNode;
}

function Fact({ state, name, children, help }: FactProps) {
  return (
    <div className="gba-fact">
      <dt>
        <SignMark state={state} />
        {name}
      </dt>
      <dd>
        {children}
        {help !== undefined && <span className="small quiet gba-fact-help">{help}</span>}
      </dd>
    </div>
  );
}

const pinSigns = {
  enabled: 'attention',
  disabled: 'good',
  verified: 'good',
  blocked: 'fault',
  absent: 'good',
  unknown: 'unknown',
} as const satisfies Record<GbaReadinessDoc['pin']['state'], SignState>;

/** What was found at the card, fact by fact, each with its sign. */
export function ReadinessFacts({ readiness }: { readonly readiness: GbaReadinessDoc }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { pin, bsfFqdn, gba, modes, stored, oneM2mProvisioning, oneM2mConnection } = readiness;
  const mode =
    modes.length > 1 ? 'both' : modes[0] === 'GBA_U' ? 'card' : modes[0] === 'GBA_ME' ? 'device' : 'none';
  const hidden = pin.state === 'enabled' ? t('enrol.check.behindPin') : t('enrol.check.noIdentity');
  const knowsServices = oneM2mProvisioning !== undefined || oneM2mConnection !== undefined;
  const said = (announced: boolean | undefined): string =>
    announced === true ? t('enrol.check.announced') : t('enrol.check.notAnnounced');
  return (
    <dl className="panel gba-facts" aria-label={t('enrol.check.facts')}>
      <Fact
        state={pinSigns[pin.state]}
        name={t('enrol.check.pin')}
        help={pin.triesLeft !== undefined && pin.state !== 'disabled' && <Tries left={pin.triesLeft} />}
      >
        {t(`enrol.check.pinState.${pin.state}`, { name: pin.name })}
      </Fact>
      <Identity readiness={readiness} hidden={hidden} />
      <Fact
        state={bsfFqdn === undefined ? 'unknown' : 'good'}
        name={<Term name="bsf">{t('enrol.check.bsf')}</Term>}
        help={bsfFqdn !== undefined && t('enrol.check.bsfHelp')}
      >
        {bsfFqdn === undefined ? hidden : <span className="mono">{bsfFqdn}</span>}
      </Fact>
      <Fact
        state={mode === 'none' ? 'unknown' : 'good'}
        name={t('enrol.check.modes')}
        {...(pin.state !== 'enabled' && {
          help: t(`enrol.check.gba.${gba === undefined ? 'unknown' : gba ? 'yes' : 'no'}`),
        })}
      >
        {mode === 'none' ? hidden : t(`enrol.check.mode.${mode}`)}
      </Fact>
      <Fact state="note" name={t('enrol.check.stored')}>
        {stored === undefined
          ? pin.state === 'enabled'
            ? hidden
            : t('enrol.check.storedNone')
          : stored.valid
            ? t('enrol.check.storedValid', {
                span: formatSpan(stored.expiresAt - now, i18n.language),
              })
            : t('enrol.check.storedExpired')}
        {stored !== undefined && <span className="mono small gba-fact-help">{stored.bTid}</span>}
      </Fact>
      {knowsServices && pin.state !== 'enabled' && (
        <Fact state="note" name={t('enrol.check.oneM2m')} help={t('enrol.check.oneM2mHelp')}>
          {`${t('enrol.check.provisioning')}: ${said(oneM2mProvisioning)}; ${t('enrol.check.connection')}: ${said(oneM2mConnection)}`}
        </Fact>
      )}
    </dl>
  );
}

/** The IMPI has the IMSI in it: hidden until asked for. */
function Identity({
  readiness,
  hidden,
}: {
  readonly readiness: GbaReadinessDoc;
  /** Why it cannot be read, where it cannot. */
  readonly hidden: string;
}) {
  const { t } = useTranslation();
  const [shown, toggle] = usePersonal(readiness.iccid);
  const { impi, identitySource } = readiness;
  const name = <Term name="impi" />;
  if (impi === undefined)
    return (
      <Fact state="unknown" name={name}>
        {hidden}
      </Fact>
    );
  const [user = '', realm = ''] = impi.split('@');
  const masked = `${/^\d{6,}$/.test(user) ? maskSubscriber(user) : '••••••'}@${realm}`;
  return (
    <Fact
      state="good"
      name={name}
      help={identitySource !== undefined && t('enrol.check.identityFrom', { file: identitySource })}
    >
      <span className="gba-fact-line">
        <span className="mono">{shown ? impi : masked}</span>
        <Button
          look="quiet"
          small
          onPress={toggle}
          aria-label={shown ? t('enrol.check.hide') : t('enrol.check.show')}
        >
          <Icon name={shown ? 'eye-off' : 'eye'} />
        </Button>
      </span>
    </Fact>
  );
}
