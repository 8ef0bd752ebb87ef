package layout

// Department is whose portal it is, as it stands at the head of papers.
const Department = department
