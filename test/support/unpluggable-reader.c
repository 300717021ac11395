/*
 * A driver for pcscd that passes everything to a vpcd driver beside it and adds what a test needs: a reader with one slot that can be
 * unplugged. The file FOO.so uses the driver FOO.so.vpcd; while FOO.so.unplugged exists, the reader does not answer, and pcscd drops
 * it when told to look again (SIGUSR1).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <ifdhandler.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char unplugged[4096];
static void *vpcd;

__attribute__((constructor)) static void load(void)
{
	char path[4096];
	Dl_info self;

	if (!dladdr((void *)load, &self))
		abort();
	snprintf(path, sizeof path, "%s.vpcd", self.dli_fname);
	snprintf(unplugged, sizeof unplugged, "%s.unplugged", self.dli_fname);
	vpcd = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!vpcd)
		fprintf(stderr, "%s\n", dlerror());
}

static int gone(void)
{
	return !vpcd || access(unplugged, F_OK) == 0;
}

#define CALL(name, ...) (gone() ? IFD_COMMUNICATION_ERROR : ((typeof(&name))dlsym(vpcd, #name))(__VA_ARGS__))

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR device)
{
	return CALL(IFDHCreateChannelByName, lun, device);
}

RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{
	return CALL(IFDHCreateChannel, lun, channel);
}

RESPONSECODE IFDHCloseChannel(DWORD lun)
{
	/* also when unplugged: the port is needed again */
	return vpcd ? ((typeof(&IFDHCloseChannel))dlsym(vpcd, "IFDHCloseChannel"))(lun) : IFD_COMMUNICATION_ERROR;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
	if (tag == TAG_IFD_SLOTS_NUMBER) {
		*length = 1;
		*value = 1;
		return IFD_SUCCESS;
	}
	return CALL(IFDHGetCapabilities, lun, tag, length, value);
}

RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{
	return CALL(IFDHSetCapabilities, lun, tag, length, value);
}

RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3)
{
	return CALL(IFDHSetProtocolParameters, lun, protocol, flags, pts1, pts2, pts3);
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length)
{
	return CALL(IFDHPowerICC, lun, action, atr, length);
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR command, DWORD commandLength, PUCHAR answer,
	PDWORD answerLength, PSCARD_IO_HEADER receive)
{
	return CALL(IFDHTransmitToICC, lun, send, command, commandLength, answer, answerLength, receive);
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR in, DWORD inLength, PUCHAR out, DWORD outLength, LPDWORD returned)
{
	return CALL(IFDHControl, lun, code, in, inLength, out, outLength, returned);
}

RESPONSECODE IFDHICCPresence(DWORD lun)
{
	return CALL(IFDHICCPresence, lun);
}
