/*
 * A driver for pcscd: a USB reader with one slot, whose cards come over vpcd. The file FOO.so passes everything to the vpcd driver
 * FOO.so.vpcd, which listens on the TCP port that stands in FOO.so.port.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <ifdhandler.h>
#include <stdio.h>
#include <stdlib.h>

static void *vpcd;
static unsigned long port;

__attribute__((constructor)) static void load(void)
{
	char path[4096];
	FILE *file;
	Dl_info self;

	if (!dladdr((void *)load, &self))
		abort();
	snprintf(path, sizeof path, "%s.port", self.dli_fname);
	file = fopen(path, "r");
	if (!file || fscanf(file, "%lu", &port) != 1)
		abort();
	fclose(file);
	snprintf(path, sizeof path, "%s.vpcd", self.dli_fname);
	vpcd = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!vpcd) {
		fprintf(stderr, "%s\n", dlerror());
		abort();
	}
}

#define VPCD(name) ((typeof(&name))dlsym(vpcd, #name))

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR device)
{
	(void)device;
	return VPCD(IFDHCreateChannel)(lun, port);
}

RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{
	(void)channel;
	return VPCD(IFDHCreateChannel)(lun, port);
}

RESPONSECODE IFDHCloseChannel(DWORD lun)
{
	return VPCD(IFDHCloseChannel)(lun);
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
	if (tag == TAG_IFD_SLOTS_NUMBER) {
		*length = 1;
		*value = 1;
		return IFD_SUCCESS;
	}
	return VPCD(IFDHGetCapabilities)(lun, tag, length, value);
}

RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{
	return VPCD(IFDHSetCapabilities)(lun, tag, length, value);
}

RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3)
{
	return VPCD(IFDHSetProtocolParameters)(lun, protocol, flags, pts1, pts2, pts3);
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length)
{
	return VPCD(IFDHPowerICC)(lun, action, atr, length);
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR command, DWORD commandLength, PUCHAR answer,
	PDWORD answerLength, PSCARD_IO_HEADER receive)
{
	return VPCD(IFDHTransmitToICC)(lun, send, command, commandLength, answer, answerLength, receive);
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR in, DWORD inLength, PUCHAR out, DWORD outLength, LPDWORD returned)
{
	return VPCD(IFDHControl)(lun, code, in, inLength, out, outLength, returned);
}

RESPONSECODE IFDHICCPresence(DWORD lun)
{
	return VPCD(IFDHICCPresence)(lun);
}
