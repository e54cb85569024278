package io.mycelium.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/// What somebody sits in front of.
///
/// @param width in CSS pixels, as is the height
record Device(int width, int height, ColorScheme colours) {
  static final Device DESK = new Device(1440, 900, ColorScheme.LIGHT);
  static final Device DESK_AT_NIGHT = new Device(1440, 900, ColorScheme.DARK);
  static final Device SMALL_PHONE = new Device(320, 640, ColorScheme.LIGHT);

  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(colours)
        .setLocale("en-GB")
        .setTimezoneId("Europe/Berlin");
  }
}
