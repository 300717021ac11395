import type { Handler } from './context.ts';

export const getStation: Handler<'station.get'> = (_input, { parts }) => parts.station();

/** An empty name means the default again: the machine's and the user's. */
export const setStation: Handler<'station.set'> = async ({ station, operator }, { parts }) => {
  const { settings } = await parts.store.get();
  if (station !== undefined) settings.set('station', station.trim());
  if (operator !== undefined) settings.set('operator', operator.trim());
  return parts.stationChanged();
};
