"""A line between two network namespaces that loses and delays packets, for kernels without netem.

Usage: impaired-link.py <namespace> <address> <namespace> <address>
The first line on standard input, and each that follows, is JSON: {"delayMs", "jitterMs", "lossRatio", "bitsPerSecond"}.
delayMs counts for one direction; jitterMs is how far a packet's delay strays from it, and packets keep their order, as they
do in the queues that make jitter on a real line. The line ends when standard input does.
"""

import collections
import ctypes
import fcntl
import json
import os
import random
import selectors
import struct
import subprocess
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
DEVICE = "line0"
LONGEST_QUEUE_SECONDS = 0.2
PACKETS_AT_ONCE = 64

libc = ctypes.CDLL(None, use_errno=True)


def enter(namespace):
    with open(f"/run/netns/{namespace}", "rb") as handle:
        if libc.setns(handle.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot enter {namespace}")


def open_end(namespace, own, other):
    enter(namespace)
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, TUNSETIFF, struct.pack("16sH", DEVICE.encode(), IFF_TUN | IFF_NO_PI))
    subprocess.check_call(["ip", "address", "add", own, "peer", other, "dev", DEVICE])
    subprocess.check_call(["ip", "link", "set", DEVICE, "up", "mtu", "1500", "txqueuelen", "2000"])
    return end


class Direction:
    """Packets from one end to the other: each is lost, or due at its time."""

    def __init__(self, source, target):
        self.source, self.target = source, target
        self.free_at = 0.0
        self.last_due = 0.0
        self.waiting = collections.deque()

    def take(self, line):
        for _ in range(PACKETS_AT_ONCE):
            try:
                packet = os.read(self.source, 2048)
            except BlockingIOError:
                return
            if random.random() < line.get("lossRatio", 0):
                continue
            start = now = time.monotonic()
            rate = line.get("bitsPerSecond", 0)
            if rate:
                start = max(now, self.free_at)
                if start - now > LONGEST_QUEUE_SECONDS:
                    continue
                self.free_at = start + len(packet) * 8 / rate
                start = self.free_at
            jitter = random.uniform(-1, 1) * line.get("jitterMs", 0)
            self.last_due = max(self.last_due, start + max(0, line.get("delayMs", 0) + jitter) / 1000)
            self.waiting.append((self.last_due, packet))

    def give(self, now):
        while self.waiting and self.waiting[0][0] <= now:
            packet = self.waiting.popleft()[1]
            try:
                os.write(self.target, packet)
            except OSError:
                pass


def main():
    one_namespace, one, other_namespace, other = sys.argv[1:5]
    line = json.loads(sys.stdin.readline())
    # The first end must not be entered last: the process stays in the namespace of the second.
    ends = [open_end(one_namespace, one, other), open_end(other_namespace, other, one)]
    directions = [Direction(ends[0], ends[1]), Direction(ends[1], ends[0])]
    events = selectors.DefaultSelector()
    for direction in directions:
        events.register(direction.source, selectors.EVENT_READ, direction)
    events.register(sys.stdin, selectors.EVENT_READ, None)
    print("ready", flush=True)
    while True:
        due = min((direction.waiting[0][0] for direction in directions if direction.waiting), default=None)
        wait = None if due is None else max(0, due - time.monotonic())
        for key, _ in events.select(wait):
            if key.data is not None:
                key.data.take(line)
                continue
            text = sys.stdin.readline()
            if not text:
                return
            line = json.loads(text)
        now = time.monotonic()
        for direction in directions:
            direction.give(now)


main()
