/*
 * The part of libudev that pcscd uses, with a USB bus whose devices a test plugs and unplugs: preloaded into pcscd, it takes orders of
 * three bytes from standard input, "+A\n" for device A plugged in and "-A\n" for it unplugged. CARDWRIGHT_USB has the letters of the
 * devices that are there from the start. When standard input ends, the test is over, however it ended, and so is pcscd.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct udev;
struct udev_monitor;
struct udev_enumerate;
struct udev_list_entry {
	char name[2];
};
struct udev_device {
	char name[2];
	char node[24];
	char product[5];
	const char *action;
};

static struct udev_list_entry present[17];
static void *const something = &present;

static struct udev_device *device(char letter, const char *action)
{
	struct udev_device *it = calloc(1, sizeof *it);

	it->name[0] = letter;
	it->action = action;
	snprintf(it->node, sizeof it->node, "/dev/test/%c", letter);
	snprintf(it->product, sizeof it->product, "%04x", letter);
	return it;
}

struct udev *udev_new(void) { return something; }
struct udev *udev_unref(struct udev *udev) { (void)udev; return NULL; }

struct udev_monitor *udev_monitor_new_from_netlink(struct udev *udev, const char *name)
{
	(void)udev; (void)name;
	return something;
}

int udev_monitor_filter_add_match_subsystem_devtype(struct udev_monitor *monitor, const char *subsystem, const char *type)
{
	(void)monitor; (void)subsystem; (void)type;
	return 0;
}

int udev_monitor_enable_receiving(struct udev_monitor *monitor) { (void)monitor; return 0; }
int udev_monitor_get_fd(struct udev_monitor *monitor) { (void)monitor; return STDIN_FILENO; }

struct udev_device *udev_monitor_receive_device(struct udev_monitor *monitor)
{
	char order[3];

	(void)monitor;
	if (read(STDIN_FILENO, order, sizeof order) != sizeof order)
		_exit(0);
	return device(order[1], order[0] == '+' ? "add" : "remove");
}

struct udev_enumerate *udev_enumerate_new(struct udev *udev) { (void)udev; return something; }
struct udev_enumerate *udev_enumerate_unref(struct udev_enumerate *all) { (void)all; return NULL; }

int udev_enumerate_add_match_subsystem(struct udev_enumerate *all, const char *subsystem)
{
	(void)all; (void)subsystem;
	return 0;
}

int udev_enumerate_scan_devices(struct udev_enumerate *all)
{
	const char *letters = getenv("CARDWRIGHT_USB");
	size_t i;

	(void)all;
	for (i = 0; letters && letters[i] && i < 16; i++)
		present[i].name[0] = letters[i];
	return 0;
}

struct udev_list_entry *udev_enumerate_get_list_entry(struct udev_enumerate *all)
{
	(void)all;
	return present[0].name[0] ? present : NULL;
}

struct udev_list_entry *udev_list_entry_get_next(struct udev_list_entry *entry)
{
	return entry[1].name[0] ? entry + 1 : NULL;
}

const char *udev_list_entry_get_name(struct udev_list_entry *entry) { return entry->name; }

struct udev_device *udev_device_new_from_syspath(struct udev *udev, const char *path)
{
	(void)udev;
	return device(path[0], NULL);
}

struct udev_device *udev_device_get_parent_with_subsystem_devtype(struct udev_device *it, const char *subsystem, const char *type)
{
	(void)subsystem; (void)type;
	return it;
}

struct udev_device *udev_device_unref(struct udev_device *it) { free(it); return NULL; }
const char *udev_device_get_action(struct udev_device *it) { return it->action; }
const char *udev_device_get_devnode(struct udev_device *it) { return it->node; }
const char *udev_device_get_sysname(struct udev_device *it) { return it->name; }

const char *udev_device_get_sysattr_value(struct udev_device *it, const char *name)
{
	if (!strcmp(name, "idVendor"))
		return "f055";
	return strcmp(name, "idProduct") ? NULL : it->product;
}
