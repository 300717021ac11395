/*
 * Sends one APDU to a card many times and prints what each exchange took, in microseconds, one a line. As plain as it can be against
 * PC/SC: what another reader layer is measured by.
 *
 *     pcsc-apdu READER COUNT APDU-IN-HEX
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <winscard.h>

static int fail(const char *what, LONG code)
{
	fprintf(stderr, "%s: %s\n", what, pcsc_stringify_error(code));
	return 1;
}

int main(int argc, char **argv)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol, length;
	BYTE command[261], answer[258];
	size_t commandLength, i;
	double *times;
	LONG code;
	long count, n;

	if (argc != 4 || strlen(argv[3]) > 2 * sizeof command)
		return 2;
	count = strtol(argv[2], NULL, 10);
	commandLength = strlen(argv[3]) / 2;
	for (i = 0; i < commandLength; i++)
		if (sscanf(argv[3] + 2 * i, "%2hhx", &command[i]) != 1)
			return 2;
	times = calloc(count, sizeof *times);
	if (!times)
		return 2;

	code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
	if (code != SCARD_S_SUCCESS)
		return fail("SCardEstablishContext", code);
	code = SCardConnect(context, argv[1], SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol);
	if (code != SCARD_S_SUCCESS)
		return fail("SCardConnect", code);
	for (n = 0; n < count; n++) {
		struct timespec before, after;

		length = sizeof answer;
		clock_gettime(CLOCK_MONOTONIC, &before);
		code = SCardTransmit(card, protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1, command, commandLength,
			NULL, answer, &length);
		clock_gettime(CLOCK_MONOTONIC, &after);
		if (code != SCARD_S_SUCCESS)
			return fail("SCardTransmit", code);
		times[n] = (after.tv_sec - before.tv_sec) * 1e6 + (after.tv_nsec - before.tv_nsec) / 1e3;
	}
	SCardDisconnect(card, SCARD_LEAVE_CARD);
	SCardReleaseContext(context);
	for (n = 0; n < count; n++)
		printf("%.1f\n", times[n]);
	return 0;
}
