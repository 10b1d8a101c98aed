"""The facts of budget performance and their arithmetic; standard library only."""
