import type { HomeView, KnownBlock, ModalView } from "@slack/types";

/** All that an app sends for people to see. */
export interface Sent {
  blocks?: KnownBlock[];
  modal?: ModalView;
  home?: HomeView;
}
