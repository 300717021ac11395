import { hex16, toHex } from '../../base/bytes.ts';
import { mfDir } from '../../card/files/mf/dir.ts';
import { subscriptionText } from '../../card/files/mf/dir-codec.ts';
import { childPath, masterFile } from '../../card/path.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { isAt } from '../inventory/to-read.ts';
import type { Finding } from '../inventory/types.ts';
import { contentsOf, fileNamed, type HealthCheck, homesOf, textIn } from './home-view.ts';

const directoryFile = childPath(masterFile, mfDir.fid);

/** What EF_DIR promises must be there: DF_1M2M and applications (TS-0003 D.1.2, D.2.2.1). */
export const checkAnnouncedDirectories: HealthCheck = ({ applications, files }) =>
  applications.flatMap((application): Finding[] => {
    const root = rootOfApplication(application);
    const isAbsent = (path: typeof root): boolean =>
      files.some((file) => isAt(path)(file) && file.state === 'absent');
    if (application.kind === '1m2msm' && isAbsent(root))
      return [absent(`the 1M2MSM application ${toHex(application.aid)}`, 'oneM2M TS-0003 D.2.2.1')];
    return application.oneM2m
      .filter(({ fid }) => isAbsent(childPath(root, fid)))
      .map(({ fid }) =>
        absent(
          `DF_1M2M ${hex16(fid)} in ${application.label ?? toHex(application.aid)}`,
          'oneM2M TS-0003 D.1.2',
        ),
      );
  });

function absent(what: string, clause: string): Finding {
  return {
    id: 'directory.absent',
    severity: 'fault',
    path: directoryFile,
    what: `EF_DIR announces ${what}, which is not on the card.`,
    consequence: 'A device looks for an M2M service subscription that it cannot find.',
    remedy: 'Create the directory with a profile that creates it, or correct EF_DIR.',
    clause,
  };
}

/** The subscription in EF_DIR is the one in EF_1M2MSID of the directory that it announces (TS-0003 D.1.2). */
export const checkAnnouncedSubscriptions: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap((home) => {
    const framework = home.application?.oneM2m.find(({ fid }) => fid === home.path.fids.at(-1));
    const file = fileNamed(home, 'EF_1M2MSID');
    if (home.kind === 'module' || framework === undefined || file?.state !== 'read') return [];
    const announced = subscriptionText(framework.subscription);
    const held = textIn(file) ?? '';
    if (announced === held || contentsOf(file).some(({ state }) => state === 'malformed')) return [];
    return [
      {
        id: 'directory.other-subscription',
        severity: 'warning' as const,
        path: directoryFile,
        what: `EF_DIR announces the subscription ${named(announced)} for DF_1M2M ${hex16(framework.fid)}, EF_1M2MSID holds ${named(held)}.`,
        consequence: 'A device that chooses its subscription from EF_DIR takes the wrong directory.',
        remedy: 'Provision the card again: the plan brings EF_DIR into line where its record can be changed.',
        clause: 'oneM2M TS-0003 D.1.2',
      },
    ];
  });

const named = (subscription: string): string => (subscription === '' ? 'none' : `“${subscription}”`);

/** Without EF_DIR no device finds an application; a record that cannot be read hides one. */
export const checkDirectoryFile: HealthCheck = ({ files }) => {
  const reading = files.find(isAt(directoryFile));
  if (reading === undefined) return [];
  if (reading.state !== 'read')
    return [
      {
        id: 'directory.unreadable',
        severity: 'fault',
        path: directoryFile,
        what: 'EF_DIR, the list of applications, cannot be read.',
        consequence: 'Devices cannot find the applications of the card, nor a DF_1M2M in them.',
        remedy: 'Replace the card, or ask its issuer.',
        clause: 'ETSI TS 102 221 13.1',
      },
    ];
  return contentsOf(reading).flatMap(({ state, problem }, at): Finding[] =>
    state === 'malformed'
      ? [
          {
            id: 'directory.malformed',
            severity: 'warning',
            path: directoryFile,
            what: `Record ${at + 1} of EF_DIR is malformed. ${problem ?? ''}`.trim(),
            consequence: 'The application that it should list is not found.',
            remedy: 'Ask the issuer of the card to correct EF_DIR.',
            clause: 'ETSI TS 102 221 13.1',
          },
        ]
      : [],
  );
};
