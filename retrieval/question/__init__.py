"""Questions: what one asks for, which things it names, what it leans on from the turns before."""
