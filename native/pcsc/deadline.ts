export const tooLate = Symbol('too late');

/**
 * What `call` resolves to, or {@link tooLate} after `patience` milliseconds, while the call goes on. Written out instead of raced,
 * because it stands in the way of every APDU.
 */
export function beforeDeadline<T>(call: Promise<T>, patience: number): Promise<T | typeof tooLate> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, patience, tooLate);
    call.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
