export { askModel } from './ask-model.ts'
export { modelDoors } from './model-doors.ts'
