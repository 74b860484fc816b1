export const drumbeat = {};
