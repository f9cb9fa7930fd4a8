"""Design answers: "How would you design …?" answered along the handbook's own framework."""
