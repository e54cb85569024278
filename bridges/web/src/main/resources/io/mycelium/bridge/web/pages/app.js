import { LitElement, html } from "lit";

/** The whole page. */
class App extends LitElement {
  render() {
    return html`<h1>Mycelium</h1>`;
  }
}

customElements.define("mycelium-app", App);
