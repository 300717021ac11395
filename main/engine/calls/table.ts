import type { CallName } from '../../contract/calls.ts';
import type { Handler } from './context.ts';

const station = () => import('./station.ts');
const vault = () => import('./vault.ts');
const readers = () => import('./readers.ts');
const simulator = () => import('./simulator.ts');
const card = () => import('./card.ts');
const profiles = () => import('./profiles.ts');
const plan = () => import('./plan.ts');
const receipts = () => import('./receipts.ts');
const audit = () => import('./audit.ts');
const trace = () => import('./trace.ts');
const operations = () => import('./operations.ts');
const keys = () => import('./keys.ts');
const ota = () => import('./ota.ts');
const globalPlatform = () => import('./globalplatform.ts');
const aka = () => import('./aka.ts');
const gba = () => import('./gba.ts');
const credentials = () => import('./credentials.ts');
const labNetwork = () => import('./lab-network.ts');

/**
 * Who answers each call of the contract; the compiler proves that none is missing. A family and all it needs is loaded by its first call, so
 * that a command line pays for what it uses.
 */
export const handlers: { readonly [N in CallName]: Handler<N> } = {
  'station.get': async (input, context) => (await station()).getStation(input, context),
  'station.set': async (input, context) => (await station()).setStation(input, context),
  'vault.open': async (input, context) => (await vault()).openVault(input, context),
  'vault.lock': async (input, context) => (await vault()).lockVault(input, context),
  'vault.putAdm': async (input, context) => (await vault()).putAdm(input, context),
  'vault.forget': async (input, context) => (await vault()).forgetKey(input, context),
  'readers.list': async (input, context) => (await readers()).listReaders(input, context),
  'readers.diagnose': async (input, context) => (await readers()).diagnoseReaders(input, context),
  'simulator.seeds': async (input, context) => (await simulator()).listSeeds(input, context),
  'simulator.add': async (input, context) => (await simulator()).addSimulator(input, context),
  'simulator.remove': async (input, context) => (await simulator()).removeSimulator(input, context),
  'simulator.insert': async (input, context) => (await simulator()).insertCard(input, context),
  'simulator.eject': async (input, context) => (await simulator()).ejectCard(input, context),
  'simulator.fault': async (input, context) => (await simulator()).setFault(input, context),
  'card.report': async (input, context) => (await card()).reportCard(input, context),
  'card.last': async (input, context) => (await card()).lastReport(input, context),
  'card.read': async (input, context) => (await card()).readFile(input, context),
  'card.health': async (input, context) => (await card()).checkHealthOf(input, context),
  'card.keys': async (input, context) => (await card()).readKeys(input, context),
  'profiles.list': async (input, context) => (await profiles()).listProfiles(input, context),
  'profiles.get': async (input, context) => (await profiles()).getProfile(input, context),
  'profiles.check': async (input, context) => (await profiles()).checkProfile(input, context),
  'profiles.save': async (input, context) => (await profiles()).saveProfile(input, context),
  'profiles.delete': async (input, context) => (await profiles()).deleteProfile(input, context),
  'profiles.checkValues': async (input, context) => (await profiles()).checkProfileValues(input, context),
  'profiles.readCsv': async (input, context) => (await profiles()).readCsv(input, context),
  'plan.make': async (input, context) => (await plan()).makePlan(input, context),
  'plan.wipe': async (input, context) => (await plan()).planWipe(input, context),
  'plan.get': async (input, context) => (await plan()).getPlan(input, context),
  'plan.route': async (input, context) => (await plan()).choosePlanRoute(input, context),
  'plan.open': async (input, context) => (await plan()).openPlans(input, context),
  'plan.apply': async (input, context) => (await plan()).applyPlan(input, context),
  'card.verify': async (input, context) => (await plan()).verifyCard(input, context),
  'receipts.list': async (input, context) => (await receipts()).listReceipts(input, context),
  'receipts.get': async (input, context) => (await receipts()).getReceipt(input, context),
  'receipts.check': async (input, context) => (await receipts()).checkReceipts(input, context),
  'audit.list': async (input, context) => (await audit()).listAudit(input, context),
  'trace.list': async (input, context) => (await trace()).listTrace(input, context),
  'trace.clear': async (input, context) => (await trace()).clearTrace(input, context),
  'operations.list': async (input, context) => (await operations()).listOperations(input, context),
  'operations.cancel': async (input, context) => (await operations()).cancelOperation(input, context),
  'keys.list': async (input, context) => (await keys()).listKeys(input, context),
  'keys.import': async (input, context) => (await keys()).importKeys(input, context),
  'keys.check': async (input, context) => (await keys()).checkKeys(input, context),
  'keys.forget': async (input, context) => (await keys()).forgetKeySet(input, context),
  'keys.stationKey': async (input, context) => (await keys()).stationKey(input, context),
  'keys.raiseCounter': async (input, context) => (await keys()).raiseCounter(input, context),
  'ota.encode': async (input, context) => (await ota()).encodeOta(input, context),
  'ota.decode': async (input, context) => (await ota()).decodeOta(input, context),
  'ota.send': async (input, context) => (await ota()).sendOta(input, context),
  'ota.script': async (input, context) => (await ota()).scriptOta(input, context),
  'gp.info': async (input, context) => (await globalPlatform()).gpInfo(input, context),
  'gp.list': async (input, context) => (await globalPlatform()).gpList(input, context),
  'gp.plan': async (input, context) => (await globalPlatform()).gpPlan(input, context),
  'gp.apply': async (input, context) => (await globalPlatform()).gpApply(input, context),
  'aka.authenticate': async (input, context) => (await aka()).authenticateAka(input, context),
  'aka.vector': async (input, context) => (await aka()).makeVector(input, context),
  'aka.explain': async (input, context) => (await aka()).explainAka(input, context),
  'aka.localKey': async (input, context) => (await aka()).localKeyOfCard(input, context),
  'gba.readiness': async (input, context) => (await gba()).gbaReadiness(input, context),
  'gba.bootstrap': async (input, context) => (await gba()).gbaBootstrap(input, context),
  'gba.offlineAnswer': async (input, context) => (await gba()).answerOfflineGba(input, context),
  'gba.offlineComplete': async (input, context) => (await gba()).completeOfflineGba(input, context),
  'gba.offlineWaiting': async (input, context) => (await gba()).offlineWaiting(input, context),
  'gba.offlineForget': async (input, context) => (await gba()).forgetOffline(input, context),
  'credentials.list': async (input, context) => (await credentials()).listCredentials(input, context),
  'credentials.forget': async (input, context) => (await credentials()).forgetCredential(input, context),
  'credentials.test': async (input, context) => (await credentials()).testCredential(input, context),
  'credentials.export': async (input, context) => (await credentials()).exportCredential(input, context),
  'lab.network': async (input, context) => (await labNetwork()).labNetwork(input, context),
};
