import "./screens.css";

/** While the first answer is under way: the shape of what comes. */
export function OpeningScreen() {
  return (
    <main class="page ghost" aria-busy="true">
      <p class="unseen" role="status">
        Opening the menu
      </p>
      <div class="ghost__title" />
      <div class="ghost__line" />
      {[1, 2, 3, 4].map((row) => (
        <div class="ghost__dish" key={row}>
          <div>
            <div class="ghost__line" />
            <div class="ghost__line ghost__line--short" />
          </div>
          <div class="ghost__photo" />
        </div>
      ))}
    </main>
  );
}
