"""What goes with every answer, of the service and of the public site: a browser is to hold our pages apart from others,
and to lend them none of its powers."""

from __future__ import annotations

UNUSED_BY_US = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen geolocation gyroscope"
    " hid idle-detection local-fonts magnetometer microphone midi payment picture-in-picture screen-wake-lock serial"
    " usb xr-spatial-tracking"
).split()

HELD_APART = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that, browsers send forms with the origin "null", which the check against forgery refuses.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in UNUSED_BY_US),
}
