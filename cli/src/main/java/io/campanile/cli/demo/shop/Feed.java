package io.campanile.cli.demo.shop;

/** Where a record of the shop comes in. */
public enum Feed {
  /** The web shop. */
  WEB,
  /** The app, which holds events back while it has no network. */
  APP,
  /** The tills of the stores, whose orders arrive hours late. */
  OFFLINE
}
