export { askModel, type ModelParts } from './ask-model.ts'
export { modelDoors } from './model-doors.ts'
