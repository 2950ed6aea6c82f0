package io.matriarch.runtime.watchdog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against the values that the kernel's headers give (linux/watchdog.h, asm/ioctl.h). */
final class RequestCodesTest {
    @Test
    void mostMachinesHaveTwoBitsForTheDirection() {
        RequestCodes usual = new RequestCodes(0x80285700L, 0xC0045706L, 0x80045707L);
        assertEquals(usual, RequestCodes.of("amd64"));
        assertEquals(usual, RequestCodes.of("aarch64"));
    }

    @Test
    void someHaveThree() {
        RequestCodes older = new RequestCodes(0x40285700L, 0xC0045706L, 0x40045707L);
        assertEquals(older, RequestCodes.of("ppc64le"));
        assertEquals(older, RequestCodes.of("mips64el"));
    }
}
